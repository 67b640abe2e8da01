//! A headless Chromium, driven by WebDriver: the few commands that the tests and the pictures need, over plain HTTP.
#![allow(dead_code, reason = "each program that drives it uses its own part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Are Chromium and its driver there? Without them the tests are left out; `make test` says so.
pub fn is_installed() -> bool {
    ["chromium", "chromedriver"].iter().all(|program| {
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
    })
}

/// One window; it is closed and its driver ended when it goes.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Opens a window that saves downloads in a folder.
    pub fn open(downloads: &Path) -> Browser {
        // The system gives the port, and the driver tells it in its first lines.
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| line.unwrap().split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())
            .unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        let mut browser = Browser { driver, port, session: String::new() };
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": arguments, "prefs": {"download.default_directory": downloads}},
        }}});
        browser.session = browser.request("POST", "/session", &wanted)["sessionId"].as_str().unwrap().to_owned();
        browser
    }

    pub fn visit(&self, file: &Path) {
        self.command("url", &json!({"url": format!("file://{}", file.display())}));
    }

    /// Runs a script in the page; gives back what it returns.
    pub fn script(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({"script": script, "args": []}))
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        self.script(&format!("return document.querySelector({}).innerText", json!(selector))).as_str().unwrap_or("").to_owned()
    }

    pub fn count(&self, selector: &str) -> u64 {
        self.script(&format!("return document.querySelectorAll({}).length", json!(selector))).as_u64().unwrap()
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub fn keys(&self, keys: &[&str]) {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        self.command("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}));
    }

    pub fn click(&self, selector: &str) {
        let found = self.command("element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        self.command(&format!("element/{id}/click"), &json!({}));
    }

    /// Waits until a script returns true.
    pub fn wait(&self, script: &str) {
        for _ in 0..100 {
            if self.script(script) == json!(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never true: {script}");
    }

    pub fn size(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700});
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    pub fn scheme(&self, scheme: &str) {
        let media = json!({"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// What the console said since the last call.
    pub fn console(&self) -> Vec<String> {
        let said = self.command("se/log", &json!({"type": "browser"}));
        said.as_array().unwrap().iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// The page as a PDF, in base 64.
    pub fn print(&self) -> String {
        self.command("print", &json!({})).as_str().unwrap().to_owned()
    }

    /// What the window shows, as a PNG in base 64.
    pub fn picture(&self) -> String {
        self.devtools("Page.captureScreenshot", &json!({}))["data"].as_str().unwrap().to_owned()
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.command("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    fn command(&self, command: &str, body: &Value) -> Value {
        self.request("POST", &format!("/session/{}/{command}", self.session), body)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "DELETE" { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        while reader.read_line(&mut answer).unwrap() > 2 {
            if let Some(value) = answer.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            answer.clear();
        }
        let mut content = vec![0; length];
        reader.read_exact(&mut content).unwrap();
        let mut value: Value = serde_json::from_slice(&content).unwrap();
        assert!(value["value"]["error"].is_null(), "{path}: {}", value["value"]);
        value["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.request("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
