//! Programme folders on disk.

use std::fs;

use jubilee_programme::{LoadError, MOST_BYTES, load_dir, load_source, shipped_mpn};

#[test]
fn a_folder_that_cannot_be_used_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programme.toml");

    let missing = load_dir(folder.path()).unwrap_err();
    assert!(matches!(&missing, LoadError::Missing(path) if *path == file));
    assert!(missing.to_string().contains("programme.toml; name the folder"), "{missing}");
    assert!(matches!(load_dir(&file.join("deeper")), Err(LoadError::Missing(_))));

    fs::create_dir(&file).unwrap();
    assert!(matches!(load_dir(folder.path()), Err(LoadError::Unreadable { .. })));
    fs::remove_dir(&file).unwrap();

    fs::write(&file, vec![b'#'; MOST_BYTES + 1]).unwrap();
    assert!(matches!(load_dir(folder.path()), Err(LoadError::TooLarge(_))));

    fs::write(&file, b"a = \"\xff\"").unwrap();
    assert!(matches!(load_dir(folder.path()), Err(LoadError::NotText { at: 5, .. })));

    fs::write(&file, "id = 1").unwrap();
    let invalid = load_dir(folder.path()).unwrap_err();
    assert!(invalid.to_string().contains(&format!("--> {}:1:1", file.display())), "{invalid}");

    fs::write(&file, shipped_mpn()).unwrap();
    assert_eq!(load_dir(folder.path()).unwrap().programme.id, "mpn");
    assert_eq!(load_source(folder.path()).unwrap().text, shipped_mpn());
}
