# Medewerkers: de versies van het programma.

version-nav-label = Programma
version-page-title = Programma
version-page-words = De versies van de regels, de nieuwste eerst. Wat al is begonnen, houdt de regels waarmee het begon, tenzij een versie anders zegt. De verschillen staan in het Engels, de taal van het bestand. Vandaag is het
version-page-number = Versie { $number }
version-stage-now = Van kracht
version-stage-to-come = Vanaf { $on }
version-stage-replaced = Nooit van kracht: versie { $number } is ervoor in de plaats gekomen
version-stage-over = Opgevolgd
version-page-from = Van kracht vanaf
version-from-beginning = het begin
version-page-published = Gepubliceerd
version-page-instant = { $day }, { $time } UTC
version-page-by = Door
version-by-setup = De inrichting van deze installatie
version-page-file = Bestand
version-page-changes = Wat er anders is dan in versie { $number }
version-no-changes = Er is niets anders dat telt.
version-page-older = { $count ->
    [one] Eén oudere versie staat hier niet:
   *[other] { $count } oudere versies staan hier niet:
}
version-page-how = Een nieuwe versie controleert, bekijkt en publiceert u op de opdrachtregel:
