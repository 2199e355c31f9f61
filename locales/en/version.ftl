# Staff: the versions of the programme.

version-nav-label = Programme
version-page-title = Programme
version-page-words = The versions of the rules, the newest first. What has begun keeps the rules it began with, unless a version says otherwise. Today is
version-page-number = Version { $number }
version-stage-now = In force
version-stage-to-come = From { $on }
version-stage-replaced = Never in force: version { $number } took its place
version-stage-over = Succeeded
version-page-from = In force from
version-from-beginning = the beginning
version-page-published = Published
version-page-instant = { $day }, { $time } UTC
version-page-by = By
version-by-setup = The set-up of this installation
version-page-file = File
version-page-changes = What differs from version { $number }
version-no-changes = Nothing that counts differs.
version-page-older = { $count ->
    [one] One older version is not shown here:
   *[other] { $count } older versions are not shown here:
}
version-page-how = A new version is checked, previewed and published from the command line:
