//! The example of RFC 8291, and a service on this machine that checks the signature and decrypts as a browser does.

use crate::sealing::{body, derived};
use crate::{Identity, PushError, Pusher as _, RealPusher, Sender, Subscription};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Setting;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::rand::SystemRandom;
use ring::signature::{self, ECDSA_P256_SHA256_FIXED};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// RFC 8291, section 5 and appendix A.
#[test]
fn the_example_of_the_standard_comes_out_byte_for_byte() {
    let to = Subscription {
        endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".into(),
        key: bytes(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        ),
        secret: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    };
    let own =
        bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    let agreed = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
    let salt: [u8; 16] = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
    let (key, nonce) = derived(&agreed, (&to.secret, &to.key, &own), &salt).unwrap();
    assert_eq!(key[..], bytes("oIhVW04MRdy2XN9CiKLxTg"));
    assert_eq!(nonce[..], bytes("4h_95klXJ5E_qnoN"));
    let message = b"When I grow up, I want to be a watermelon";
    let made = body(&agreed, (&to, &own), salt, message).unwrap();
    let wanted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w\
                  EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(URL_SAFE_NO_PAD.encode(made), wanted);
}

/// A browser with its key.
struct Browser {
    key: EphemeralPrivateKey,
    subscription: Subscription,
}

impl Browser {
    fn at(endpoint: String) -> Self {
        let key = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
        let public = key.compute_public_key().unwrap().as_ref().to_vec();
        Self { key, subscription: Subscription { endpoint, key: public, secret: vec![7; 16] } }
    }

    /// Decrypts a body as RFC 8291 and RFC 8188 say.
    fn reads(self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        let (record, rest) = rest.split_at(4);
        assert_eq!(u32::from_be_bytes(record.try_into().unwrap()), 4_096);
        let (theirs, text) = rest[1..].split_at(usize::from(rest[0]));
        let to = &self.subscription;
        let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
        let salt: [u8; 16] = salt.try_into().unwrap();
        let opened = agree_ephemeral(self.key, &theirs, |agreed| {
            let (key, nonce) = derived(agreed, (&to.secret, &to.key, theirs.bytes()), &salt).unwrap();
            let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
            let mut text = text.to_vec();
            key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text)
                .unwrap()
                .to_vec()
        });
        let mut text = opened.unwrap();
        assert_eq!(text.pop(), Some(2), "the delimiter of the last record");
        text
    }
}

/// Takes one request and gives its head and its body.
fn serve(listener: &TcpListener, answer: &str) -> (Vec<String>, Vec<u8>) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let head: Vec<String> =
        (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let length =
        head.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap()];
    reader.read_exact(&mut body).unwrap();
    let words = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(words.as_bytes()).unwrap();
    (head, body)
}

fn identity() -> Identity {
    Identity::of(&Identity::fresh().unwrap()).unwrap()
}

#[test]
fn a_service_takes_what_is_signed_and_the_browser_reads_it() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let browser = Browser::at(format!("{origin}/push/one"));
    let to = browser.subscription.clone();
    let service = std::thread::spawn(move || serve(&listener, "201 Created"));
    let (setting, by) = (Setting::real(), identity());
    let pusher = RealPusher { may_stay_here: true };
    pusher
        .push(
            Sender { setting: &setting, by: &by, contact: "https://crm.firm.kz" },
            &to,
            "Айгүлге қоңырау шалу".as_bytes(),
        )
        .unwrap();
    let (head, body) = service.join().unwrap();
    let header = |name: &str| {
        let found = head.iter().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        });
        found.unwrap_or_default()
    };
    assert_eq!(header("content-encoding"), "aes128gcm");
    assert_eq!(header("ttl"), "21600");
    let authorization = header("authorization");
    let (token, key) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(key))
        .verify(signed.as_bytes(), &bytes(signature))
        .unwrap();
    let claims: Value = serde_json::from_slice(&bytes(signed.split_once('.').unwrap().1)).unwrap();
    assert_eq!(
        (claims["aud"].as_str(), claims["sub"].as_str()),
        (Some(&*origin), Some("https://crm.firm.kz"))
    );
    let holds = claims["exp"].as_i64().unwrap() - setting.now() / 1_000;
    assert!((1..86_400).contains(&holds), "{holds}");
    assert_eq!(browser.reads(&body), "Айгүлге қоңырау шалу".as_bytes());
}

#[test]
fn what_a_service_says_is_understood() {
    let check = |answer: &'static str, expected: Result<(), PushError>| {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let to = Browser::at(format!("http://{}/x", listener.local_addr().unwrap())).subscription;
        let service = std::thread::spawn(move || serve(&listener, answer));
        let told = RealPusher { may_stay_here: true }.push(
            Sender { setting: &Setting::real(), by: &identity(), contact: "" },
            &to,
            b"x",
        );
        assert_eq!(told, expected, "{answer}");
        service.join().unwrap();
    };
    check("201 Created", Ok(()));
    check("410 Gone", Err(PushError::Gone));
    check("404 Not Found", Err(PushError::Gone));
    check("403 Forbidden", Err(PushError::Refused(403)));
    check("429 Too Many Requests", Err(PushError::Unreachable));
    check("503 Service Unavailable", Err(PushError::Unreachable));
}

#[test]
fn nobody_has_the_house_knock_inside_the_firm() {
    let key = URL_SAFE_NO_PAD.encode(Browser::at(String::new()).subscription.key);
    let secret = URL_SAFE_NO_PAD.encode([7; 16]);
    let check = |endpoint: &str, is_taken: bool| {
        assert_eq!(Subscription::checked(endpoint, &key, &secret).is_some(), is_taken, "{endpoint}");
    };
    check("https://fcm.googleapis.com/fcm/send/abc", true);
    check("http://fcm.googleapis.com/fcm/send/abc", false);
    check("https://127.0.0.1/x", false);
    check("https://[::1]/x", false);
    check("https://localhost/x", false);
    check("https://a@b.kz/x", false);
    check("https://push.example:8443/x", false);
    let here = Browser::at("https://localhost/x".into()).subscription;
    let told = RealPusher::default().push(
        Sender { setting: &Setting::real(), by: &identity(), contact: "" },
        &here,
        b"x",
    );
    assert_eq!(told, Err(PushError::Wrong));
    for (ip, is_outside) in
        [("10.1.2.3", false), ("100.64.0.1", false), ("::ffff:192.168.1.1", false), ("8.8.8.8", true)]
    {
        assert_eq!(crate::pusher::is_public(ip.parse().unwrap()), is_outside, "{ip}");
    }
}

#[test]
fn a_message_above_what_services_carry_is_refused() {
    let to = Browser::at("https://x.example/".into()).subscription;
    let setting = Setting::real();
    assert!(crate::sealed(&setting, &to, &vec![0; crate::LONGEST]).unwrap().len() <= 4_096);
    assert_eq!(crate::sealed(&setting, &to, &vec![0; crate::LONGEST + 1]), Err(crate::Unsealable::TooLong));
}
