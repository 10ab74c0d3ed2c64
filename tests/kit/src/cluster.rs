//! A PostgreSQL of one test alone, which may be stopped and started again. Made with the programs and the account of
//! the server that all tests share, in a folder beside its data: whatever removes that server removes this one too.

use crate::database::TestDatabase;
use anyhow::{Context, Result, bail, ensure};
use sqlx::{Connection, PgConnection};
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tokio::{
    process::{Child, Command},
    time::{sleep, timeout},
};

const ADMIN: &str = "calitas_admin";
const PATIENCE: Duration = Duration::from_secs(20);
/// What was committed outlives a crash of the server; that the machine itself fails is not tested.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "logging_collector=off",
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=100",
];

/// A cluster of one test. It stops when this is dropped, and its folder goes.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    /// Whom the data belongs to, when that is not us.
    account: Option<(u32, u32)>,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// When the shared server runs on another machine, or a program fails.
    pub async fn start() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let (programs, data) = shared().await?;
        let beside = data.parent().context("the shared server has a folder")?;
        let owner = data.metadata().context("the shared server does not run on this machine")?;
        let ours = fs::metadata("/proc/self").map_or(owner.uid(), |own| own.uid());
        let account = (owner.uid() != ours).then_some((owner.uid(), owner.gid()));
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = beside.join(format!("cluster-{}-{number}", std::process::id()));
        fs::create_dir(&folder)?;
        if let Some((uid, gid)) = account {
            chown(&folder, Some(uid), Some(gid))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut cluster = Self { folder, programs, account, port, server: None };
        let mut initdb = cluster.command("initdb");
        initdb.arg("-D").arg(cluster.data()).args(["-U", ADMIN, "--auth=trust", "--no-sync"]);
        initdb.args(["--encoding=UTF8", "--lc-collate=C"]);
        initdb.arg(if cfg!(target_os = "macos") { "--lc-ctype=UTF-8" } else { "--lc-ctype=C.UTF-8" });
        let made = initdb.output().await.context("initdb")?;
        ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        cluster.resume().await?;
        Ok(cluster)
    }

    /// A migrated and empty database in it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn database(&self) -> Result<TestDatabase> {
        TestDatabase::create_at(&self.admin_url()).await
    }

    /// Starts it again, and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn resume(&mut self) -> Result<()> {
        let mut postgres = self.command("postgres");
        postgres.arg("-D").arg(self.data()).arg("-p").arg(self.port.to_string());
        for setting in SETTINGS {
            postgres.arg("-c").arg(setting);
        }
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.server = Some(postgres.spawn().context("postgres")?);
        let url = self.admin_url();
        let answers = timeout(PATIENCE, async {
            while PgConnection::connect(&url).await.is_err() {
                sleep(Duration::from_millis(50)).await;
            }
        });
        answers.await.context("the cluster does not answer")
    }

    /// Stops it in the middle of whatever it does, as a crash would.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn crash(&mut self) -> Result<()> {
        let Some(mut server) = self.server.take() else { bail!("it does not run") };
        signal(&server, "QUIT");
        timeout(PATIENCE, server.wait()).await.context("the cluster does not stop")??;
        Ok(())
    }

    fn admin_url(&self) -> String {
        format!("postgres://{ADMIN}:any@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LC_ALL", "C");
        if let Some((uid, gid)) = self.account {
            command.uid(uid).gid(gid);
        }
        command.current_dir(&self.folder).kill_on_drop(true);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            signal(server, "QUIT");
            let lock = self.data().join("postmaster.pid");
            for _ in 0..100 {
                if !lock.exists() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{}: {error}", self.folder.display());
        }
    }
}

/// Programs and data of the server that all tests share.
async fn shared() -> Result<(PathBuf, PathBuf)> {
    let mut admin = PgConnection::connect(&crate::database::server_url()?).await?;
    let programs: String = sqlx::query_scalar("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        .fetch_one(&mut admin)
        .await?;
    let data: String = sqlx::query_scalar("SHOW data_directory").fetch_one(&mut admin).await?;
    Ok((programs.into(), Path::new(&data).to_path_buf()))
}

fn signal(server: &Child, name: &str) {
    if let Some(id) = server.id() {
        let sent = std::process::Command::new("kill").args([format!("-{name}"), id.to_string()]).status();
        debug_assert!(sent.is_ok());
    }
}
