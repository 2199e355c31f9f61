# De proefomgeving: klok en postvak.

demo-bar-label = Demoklok
demo-bar-tag = Demo
demo-bar-next-day = Dag verder
demo-bar-next-week = Week verder
demo-bar-next-event = Volgende gebeurtenis
demo-bar-as-member = Lid
demo-bar-as-staff = Medewerker
demo-bar-mailbox = Postvak ({ $mails })

demo-mailbox-title = Demopostvak
demo-mailbox-words = { $count ->
    [one] Er is { $count } mail verstuurd.
   *[other] Er zijn { $count } mails verstuurd.
}
demo-mailbox-none = Er is nog geen mail verstuurd.
demo-mailbox-none-advice = Zet de demoklok verder naar de volgende gebeurtenis.
demo-mailbox-newer = Nieuwer
demo-mailbox-older = Ouder
demo-mail-to = Aan
demo-mail-member = Lid
demo-mail-date = Datum
demo-mail-html = Zoals de ontvanger de mail ziet
demo-mail-text = Platte tekst
