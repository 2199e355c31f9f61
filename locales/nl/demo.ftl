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

demo-card-title = Betaalpagina van de demo
demo-card-words = Deze pagina vervangt die van een betaaldienst. Er wordt geen kaart gevraagd en er gaat geen geld om.
demo-card-for = U betaalt voor
demo-card-pay = Betalen
demo-card-kept-for = Uw creditcard wordt bewaard voor
demo-card-leave = Creditcard opgeven
demo-card-leave-bad = Creditcard opgeven die later wordt geweigerd
demo-card-decline = Kaart laten weigeren
demo-card-back = Terug zonder te betalen
demo-card-closed = Op deze pagina kan niets meer worden betaald.
