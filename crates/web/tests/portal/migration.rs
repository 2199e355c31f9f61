//! A member whose account is in the legacy system: what it reads on every page, what it is refused, and the move (R18).

use crate::stage::{Scene, Stage, on_both_engines};

on_both_engines! {
    async fn the_whole_way_of_a_legacy_member(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let renew = stage.renew_path("S4").await;
        let why = renew.replace("/renew", "/why");
        let mut lena = stage.signed_in("lena@legata.example").await;
        for page in ["/", "/offers", "/qualifications", "/qualifications/areas/security", "/orders", &why, "/move"] {
            let answer = lena.get(page).await;
            assert!(answer.says("Your account is still in") && answer.says("Your dates do not wait."), "{page}: {}", answer.text());
        }
        let answer = lena.get(&why).await;
        assert!(answer.says("moved"), "the story says so: {}", answer.text());
        // Whoever writes the address by hand is refused all the same.
        assert_eq!(lena.get(&renew).await.location(), "/offers");
        let answer = lena.post(&renew, &[]).await;
        assert!(answer.status == 409 || answer.location() == "/offers", "{}", answer.status);
        assert!(stage.app.open_orders(10).await.unwrap().is_empty());

        let answer = lena.get("/move").await;
        for words in ["Legata, Netherlands (headquarters)", "You: Global admin", "Gold competency: renew, until 15 October 2020"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let role = answer.body.split("name=\"").find(|rest| rest.starts_with("role_")).unwrap().split('"').next().unwrap().to_owned();
        let answer = lena.post("/move", &[(&role, "programme-admin")]).await;
        assert!(answer.status == 422 && answer.says("Confirm that name and country are right."), "{}", answer.text());
        assert!(answer.body.contains("value=\"programme-admin\" selected"), "what was chosen stays chosen");
        let answer = lena.post("/move", &[("company", "yes"), ("name_1", "Legata Gent"), ("country_1", "Belgium"), (&role, "")]).await;
        assert!(answer.status == 422 && answer.says("a country from the list") && answer.body.contains("Legata Gent"), "{}", answer.text());
        assert_eq!(lena.post("/move", &[("company", "yes"), (&role, "boss")]).await.status, 422);
        assert_eq!(lena.post("/move", &[("company", "yes"), ("role_999", "viewer")]).await.status, 400, "nobody of this member");
        assert!(lena.get("/").await.says("Your account is still in"), "nothing has happened");

        let answer = lena.post("/move", &[("company", "yes"), ("name_1", "Legata Gent"), ("country_1", "be"), (&role, "billing-admin")]).await;
        assert_eq!(answer.location(), "/move/done", "{}", answer.text());
        let answer = lena.follow(&answer).await;
        assert!(answer.says("Your account has been moved") && answer.says("Gold competency: renew, until 15 October 2020"), "{}", answer.text());
        for page in ["/", "/offers", "/qualifications", "/orders", &why] {
            assert!(!lena.get(page).await.says("Your account is still in"), "{page}");
        }
        let file = stage.app.member_file(stage.app.find_member("M3").await.unwrap()).await.unwrap();
        let places: Vec<(&str, &str)> = file.locations.iter().map(|known| (known.name.as_str(), known.country.as_str())).collect();
        assert_eq!(places, [("Legata", "NL"), ("Legata Gent", "BE")]);
        assert_eq!(file.users.iter().find(|user| user.name == "Piet").unwrap().roles, "billing-admin");
        assert_eq!(lena.get("/move").await.location(), "/move/done", "once is enough");
        assert_eq!(lena.post("/move", &[("company", "yes")]).await.location(), "/move/done");
        // T36: afterwards everything is possible at once.
        assert!(lena.get(&renew).await.says("15 September 2021"));
        let answer = lena.post(&renew, &[]).await;
        assert!(answer.location().starts_with("/orders/"), "{}", answer.text());
    }

    async fn only_a_global_admin_moves_and_everybody_learns_who_that_is(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut piet = stage.signed_in("piet@legata.example").await;
        for page in ["/?lang=en", "/offers", "/move"] {
            let answer = piet.get(page).await;
            assert!(answer.says("Lena can move it.") && !answer.body.contains("method=\"post\" action=\"/move\""), "{page}: {}", answer.text());
        }
        assert_eq!(piet.post("/move", &[("company", "yes")]).await.status, 403);
        let answer = piet.get("/offers?lang=nl").await;
        assert!(answer.says("Uw account staat nog in") && answer.says("Lena kan de overstap maken."), "{}", answer.text());
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert_eq!(anna.get("/move").await.location(), "/offers", "nothing to move");
        assert_eq!(anna.get("/move/done").await.location(), "/move");
    }

    async fn a_member_with_many_people_is_moved_all_the_same(engine) {
        let mut scene = Scene::relief();
        scene.users.extend((0..250).map(|at| format!("M3,p{at}@legata.example,Person {at},viewer,en\n")));
        let stage = Stage::of(engine, &scene).await;
        let mut lena = stage.signed_in("lena@legata.example").await;
        let answer = lena.get("/move").await;
        let fields = answer.body.split("name=\"").filter(|rest| rest.starts_with("role_"));
        let fields: Vec<String> = fields.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        assert_eq!(fields.len(), 251);
        let mut form: Vec<(&str, &str)> = fields.iter().map(|field| (field.as_str(), "viewer")).collect();
        form.push(("company", "yes"));
        let twice: Vec<(&str, &str)> = form.iter().copied().chain([("location", "2"), ("location", "3")]).collect();
        assert_eq!(lena.post("/move", &twice).await.status, 400, "more locations than the page showed");
        assert_eq!(lena.post("/move", &form).await.location(), "/move/done");
    }
}
