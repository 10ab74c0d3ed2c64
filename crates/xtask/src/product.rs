//! The product's binary, `calitas`: building it, running its commands with the settings of this machine.

use crate::postgres::Urls;
use crate::process;
use crate::repo::{self, Repo};
use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where people reach the server; whoever puts a proxy in front sets it.
const PUBLIC_URL: &str = "CALITAS_PUBLIC_URL";
const PID_FILE: &str = "server.pid";
const STOP_PATIENCE: Duration = Duration::from_secs(20);
const READY_PATIENCE: Duration = Duration::from_secs(60);

/// The binary with its settings.
pub struct Product {
    binary: PathBuf,
    listen: SocketAddr,
    home: PathBuf,
    settings: Vec<(&'static str, String)>,
    open_files: Option<u32>,
}

/// A running server; stopped when this is dropped.
pub struct Server {
    child: Child,
    log: PathBuf,
    pid_file: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        process::stop_child(&mut self.child, Signal::SIGTERM, STOP_PATIENCE);
        let _ = fs::remove_file(&self.pid_file);
    }
}

impl Server {
    /// Fails when it ended by itself.
    pub fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the server ended by itself ({status}):\n{}", self.last_words()),
            None => Ok(()),
        }
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        process::tail(&self.log, 30)
    }
}

/// Stops the server of a run that was killed and could not do it itself.
pub fn stop_leftover(repo: &Repo, home: &Path) -> Result<()> {
    let file = home.join(PID_FILE);
    let Ok(text) = fs::read_to_string(&file) else { return Ok(()) };
    let process = text.trim().parse::<u32>().unwrap_or_default();
    let ours = || process::command_line(process).contains(&*target(repo).to_string_lossy());
    if process > 1 && process::is_alive(process) && ours() {
        println!("- stopping the server of an earlier run");
        let ways = [(Signal::SIGTERM, STOP_PATIENCE), (Signal::SIGKILL, Duration::from_secs(5))];
        if !process::stop_stranger(process, &ways) {
            bail!("the server of an earlier run (process {process}) cannot be stopped");
        }
    }
    fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))
}

/// What is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The binary alone.
    Binary,
    /// The binary and every test. Tests switch more features of libraries on; built together, both share each library,
    /// which is else compiled twice.
    WithTests,
}

/// Builds the binary, with the features of the whole workspace.
pub fn build(repo: &Repo, extent: Extent) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo.root()).args(["build", "--workspace", "--bin", "calitas"]);
    if extent == Extent::WithTests {
        cargo.arg("--tests");
    }
    process::run(&mut cargo)
}

/// An address of this machine that nobody listens on at this moment.
pub fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?)
}

/// Where it is built.
pub fn binary(repo: &Repo) -> PathBuf {
    target(repo).join("debug/calitas")
}

/// Cargo's folder.
pub fn target(repo: &Repo) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.path("target"), PathBuf::from)
}

impl Product {
    /// Settings for development: mail goes to a mailbox page, secrets stand in a private folder of
    /// `home`.
    pub fn new(repo: &Repo, urls: &Urls, listen: SocketAddr, home: &Path) -> Result<Self> {
        let secrets = home.join("secrets");
        repo::private_folder(&secrets)?;
        let settings = vec![
            ("CALITAS_ENVIRONMENT", "development".to_owned()),
            ("CALITAS_LISTEN", listen.to_string()),
            ("CALITAS_WEB_DIR", repo.path("web/dist").display().to_string()),
            ("CALITAS_SECRETS", secrets.display().to_string()),
            ("CALITAS_FILES__FOLDER", home.join("files").display().to_string()),
            ("CALITAS_MAIL__MODE", "mailbox".to_owned()),
            ("CALITAS_DATABASE__OWNER_URL", urls.owner.clone()),
            ("CALITAS_DATABASE__APP_URL", urls.app.clone()),
            ("CALITAS_DATABASE__IDENTITY_URL", urls.identity.clone()),
            ("CALITAS_DATABASE__OVERSIGHT_URL", urls.oversight.clone()),
        ];
        Ok(Self { binary: binary(repo), listen, home: home.to_owned(), settings, open_files: None })
    }

    /// Another build of it.
    pub fn built_as(self, binary: &Path) -> Self {
        Self { binary: binary.to_owned(), ..self }
    }

    /// Sets what is otherwise left as it is, or sets it otherwise.
    pub fn set(&mut self, variable: &'static str, value: String) {
        self.settings.retain(|(known, _)| *known != variable);
        self.settings.push((variable, value));
    }

    /// Lets it have more files open than a login session may.
    pub fn open_files(&mut self, count: u32) {
        self.open_files = Some(count);
    }

    /// Where the server listens.
    pub fn listen(&self) -> SocketAddr {
        self.listen
    }

    /// The settings, for programs that start the binary themselves.
    pub fn settings(&self) -> &[(&'static str, String)] {
        &self.settings
    }

    /// Differs from build to build.
    pub fn identity(&self) -> Result<String> {
        let file = self.binary.metadata().context("the binary is missing")?;
        Ok(format!("{} {:?}", file.len(), file.modified()?))
    }

    /// One of its commands.
    pub fn command(&self, name: &str) -> Command {
        let mut command = match self.open_files {
            Some(count) => process::with_open_files(&self.binary, count),
            None => Command::new(&self.binary),
        };
        if std::env::var_os(PUBLIC_URL).is_none() {
            command.env(PUBLIC_URL, self.address());
        }
        command.arg(name).envs(self.settings.iter().map(|(key, value)| (key, value))).stdin(Stdio::null());
        command
    }

    /// Runs a command whose output is interesting only when it fails.
    pub fn run_logged(&self, name: &str) -> Result<()> {
        process::run_logged(&mut self.command(name), &self.home.join(format!("{name}.log")))
    }

    /// What a command prints.
    pub fn output(&self, words: &[&str]) -> Result<String> {
        let Some((name, rest)) = words.split_first() else { bail!("no command") };
        process::output(self.command(name).args(rest))
    }

    /// The address to open in a browser on this machine.
    pub fn address(&self) -> String {
        format!("http://{}", self.reachable())
    }

    /// Starts the server and waits until it answers. Its log and process id stand in the home folder.
    pub fn serve(&self) -> Result<Server> {
        let log = self.home.join("server.log");
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = self.command("serve");
        command.stdout(file.try_clone()?).stderr(file).process_group(0);
        let child = command.spawn().context("cannot start the server")?;
        let mut server = Server { child, log, pid_file: self.home.join(PID_FILE) };
        repo::write_private(&server.pid_file, &server.child.id().to_string())?;
        self.wait_until_ready(&mut server.child).with_context(|| server.last_words())?;
        Ok(server)
    }

    fn wait_until_ready(&self, server: &mut Child) -> Result<()> {
        let deadline = Instant::now() + READY_PATIENCE;
        while Instant::now() < deadline {
            process::go_on()?;
            if let Some(status) = server.try_wait()? {
                bail!("the server ended at once ({status})");
            }
            if self.answers_ready() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server was not ready after {} seconds", READY_PATIENCE.as_secs())
    }

    fn answers_ready(&self) -> bool {
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect_timeout(&self.reachable(), Duration::from_secs(1))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            write!(
                stream,
                "GET /health/ready HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                self.reachable()
            )?;
            let mut answer = String::new();
            stream.take(4096).read_to_string(&mut answer)?;
            Ok(answer)
        };
        ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
    }

    /// A server that listens everywhere is reached on the loopback address.
    fn reachable(&self) -> SocketAddr {
        let host = if self.listen.ip().is_unspecified() {
            IpAddr::V4(Ipv4Addr::LOCALHOST)
        } else {
            self.listen.ip()
        };
        SocketAddr::new(host, self.listen.port())
    }
}
