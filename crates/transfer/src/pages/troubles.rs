//! Files that are wrong, sent through the page and through the API: each is answered in words, and no row goes in silence.

use super::testing::{house, work};
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use testkit::{Answer, TestApp, Visitor};

/// Sends files as a browser does.
async fn sent(visitor: &Visitor<'_>, path: &str, files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head =
            format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    let request = Request::builder().method(Method::POST).uri(path);
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
    visitor.request(request.body(body.into()).unwrap()).await
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose shared texts unpack to 200 MB of nothing.
fn bomb() -> Vec<u8> {
    let mut shared = b"<sst><si><t>".to_vec();
    shared.resize(200 << 20, b' ');
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", &shared),
        ("xl/worksheets/sheet1.xml", b"<worksheet/>"),
    ])
}

/// Files that cannot be read at all, with the key of the words.
fn unreadable() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let junk: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    vec![
        ("пусто.xlsx", Vec::new(), "transfer-file-empty"),
        ("счёт.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec(), "transfer-file-other-kind"),
        ("фото.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(), "transfer-file-other-kind"),
        ("клиенты.zip", zipped(&[("a.txt", b"x")]), "transfer-file-archive"),
        ("шум.csv", junk, "transfer-file-unknown"),
        ("обрыв.json", b"{\"a\":".to_vec(), "transfer-file-no-rows"),
        ("обрыв.vcf", "BEGIN:VCARD\nFN:Иван".as_bytes().to_vec(), "transfer-file-no-rows"),
        ("база.mdb", b"\0\x01\0\0Standard Jet DB\0\x01\0\0\0".to_vec(), "transfer-file-truncated-at-once"),
    ]
}

/// The longest plain piece of a message in a language, by which its words are known in a page.
fn piece(key: &str, lang: &str) -> String {
    let catalogue = crate::CATALOGUE;
    let text = match lang {
        "ru" => catalogue.ru,
        "kk" => catalogue.kk,
        _ => catalogue.en,
    };
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).unwrap();
    let pieces = line.split(['{', '}']).filter(|piece| !piece.trim_start().starts_with('$'));
    pieces.max_by_key(|piece| piece.len()).unwrap().trim().to_owned()
}

fn plain(body: &str) -> String {
    [("&#39;", "'"), ("&#34;", "\""), ("&quot;", "\"")]
        .iter()
        .fold(body.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[tokio::test]
async fn every_kind_of_trouble_is_told_in_words_of_each_language_by_the_page_and_the_api() {
    let app = house();
    let owner = app.visitor("owner").await;
    for lang in ["ru", "kk", "en"] {
        let chosen = owner.json(Method::PATCH, "/api/v1/me", &json!({ "lang": lang })).await;
        assert_eq!(chosen.status, StatusCode::OK);
        let heavy = (lang == "kk").then(|| ("бомба.xlsx", bomb(), "transfer-file-bomb-at-once"));
        for (name, bytes, key) in unreadable().iter().chain(&heavy) {
            let words = piece(key, lang);
            for path in ["/import", "/api/v1/imports"] {
                let answer = sent(&owner, path, &[(name, bytes)]).await;
                assert_eq!(
                    answer.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{name} {path}: {}",
                    answer.body
                );
                assert!(
                    plain(&answer.body).contains(&words),
                    "{lang} {name} {path}: {words} in {}",
                    answer.body
                );
            }
        }
    }
    assert_eq!(owner.get("/api/v1/imports").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_good_file_beside_a_bad_one_is_kept_by_the_page_and_left_out_by_the_api() {
    let app = house();
    let owner = app.visitor("owner").await;
    let files: [(&str, &[u8]); 2] = [
        ("good.csv", "Имя;Телефон\nАнна;+77010000001\n".as_bytes()),
        ("bad.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ];
    let refused = sent(&owner, "/api/v1/imports", &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(owner.get("/api/v1/imports").await.json()["items"], json!([]), "all or nothing");
    let shown = sent(&owner, "/import", &files).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.body.contains("bad.pdf") && shown.body.contains("good.csv"), "{}", shown.body);
    assert_eq!(owner.get("/api/v1/imports").await.json()["items"][0]["state"], "draft");
}

#[tokio::test]
async fn a_file_of_which_nothing_would_come_in_is_told_of_before_any_other_begins() {
    let app = house();
    let owner = app.visitor("owner").await;
    let good: (&str, &[u8]) = ("good.csv", "Имя;Телефон\nАнна;+77010000001\n".as_bytes());
    let bare: (&str, &[u8]) = ("bare.csv", "Имя;Телефон\n".as_bytes());
    let words = piece("transfer-file-no-rows", "ru");
    let refused = sent(&owner, "/api/v1/imports", &[good, bare]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(plain(&refused.body).contains(&words), "{}", refused.body);
    assert_eq!(owner.get("/api/v1/imports").await.json()["items"], json!([]), "all or nothing");
    let path = sent(&owner, "/import", &[bare]).await.location().to_owned();
    assert!(owner.get(&path).await.body.contains(&words), "the heading may be put right there");
}

#[tokio::test]
async fn rows_and_cells_that_are_wrong_are_shown_counted_and_given_back() {
    let app = house();
    let owner = app.visitor("owner").await;
    let long = format!("Имя;Телефон\nАнна;+77010000001\n{};1\nОлег;+77010000002\n", "x".repeat(17 << 20));
    let cases: [(&str, Vec<u8>, i64, i64, &str); 3] = [
        ("long.csv", long.into_bytes(), 3, 1, "16"),
        ("open.csv", "Имя;Телефон\nАнна;+77010000001\n\"Олег;+77010000002\nИван;+77010000003\n".as_bytes().to_vec(), 3, 1, "Олег"),
        ("cut.ndjson", b"{\"name\":\"A\",\"phone\":\"+77010000004\"}\n{\"name\":\n{\"name\":\"C\",\"phone\":\"+77010000005\"}\n".to_vec(), 3, 1, "name"),
    ];
    for (name, bytes, n_rows, n_rejected, told) in cases {
        let path = sent(&owner, "/import", &[(name, &bytes)]).await.location().to_owned();
        let wizard = owner.get(&path).await;
        assert_eq!(wizard.status, StatusCode::OK, "{name}: {}", wizard.body);
        owner.post(&path, &[("deed", "start")]).await;
        work(&app);
        let stands =
            owner.get(&format!("/api/v1/imports/{}", path.rsplit('/').next().unwrap())).await.json();
        assert_eq!(
            (&stands["rows"], &stands["rejected"]),
            (&json!(n_rows), &json!(n_rejected)),
            "{name}: {stands}"
        );
        let rejects = owner.get(&format!("{path}/rejects")).await;
        assert!(
            rejects.body.contains(told),
            "{name}: {}",
            rejects.body.chars().take(400).collect::<String>()
        );
    }
}

/// Every file of a folder and those below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files_in(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn every_odd_file_of_the_world_is_drafted_and_brought_in_whole_or_refused_in_words() {
    let root = std::env::var("KARTOTEKA_TEST_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    for folder in ["csv_oddities", "spreadsheets", "vcards", "access"] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            eprintln!("skipped: there is no {}", folder.display());
            continue;
        }
        let app = house();
        let owner = app.visitor("owner").await;
        for file in files_in(&folder) {
            try_one(&app, &owner, &file).await;
        }
    }
}

async fn try_one(app: &TestApp, owner: &Visitor<'_>, file: &Path) {
    let bytes = std::fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let answer = sent(owner, "/import", &[(name, &bytes)]).await;
    if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
        assert!(
            answer.body.contains("circle-alert") && !answer.body.contains('⟦'),
            "{name}: {}",
            answer.body
        );
        return;
    }
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.body);
    let path = answer.location().to_owned();
    let wizard = owner.get(&path).await;
    assert_eq!(wizard.status, StatusCode::OK, "{name}: {}", wizard.body);
    assert!(!wizard.body.contains('⟦'), "{name}: {}", wizard.body);
    let begun = owner.post(&path, &[("deed", "start")]).await;
    if begun.status == StatusCode::UNPROCESSABLE_ENTITY {
        assert!(!begun.body.contains('⟦'), "{name}: {}", begun.body);
        return;
    }
    work(app);
    let stands: Value =
        owner.get(&format!("/api/v1/imports/{}", path.rsplit('/').next().unwrap())).await.json();
    assert!(matches!(stands["state"].as_str(), Some("done" | "failed")), "{name}: {stands}");
    assert!(stands["state"] == "done" || stands["error"].is_string(), "{name}: {stands}");
    let count = |what: &str| stands[what].as_i64().unwrap();
    let sum = count("new") + count("merged") + count("unchanged") + count("rejected");
    assert_eq!(count("rows"), sum, "{name}: {stands}");
}
