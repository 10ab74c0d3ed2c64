//! Starting other programs and stopping them: nothing this tool starts may outlive it.
//!
//! Short steps (cargo, npm) share our process group, so that a terminal's Ctrl-C reaches them too. Services
//! (PostgreSQL, the server) get a group of their own, because they must be stopped in order.

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

static STOPPING: AtomicBool = AtomicBool::new(false);
static STEPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());
const PAUSE: Duration = Duration::from_millis(40);

/// From here on Ctrl-C, SIGTERM and SIGHUP end the running step and make [`stopping`] true.
pub fn watch_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::SeqCst);
        for step in steps().iter() {
            let _ = kill(pid(*step), Signal::SIGTERM);
        }
    })
    .context("cannot watch for Ctrl-C")
}

/// Whether somebody asked us to stop.
pub fn stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}

/// Fails when somebody asked us to stop; long waits call it.
pub fn go_on() -> Result<()> {
    if stopping() { bail!("stopped") } else { Ok(()) }
}

/// Runs a step to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = wait_for_step(command.stdin(Stdio::null()))?;
    if status.success() { Ok(()) } else { bail!("`{name}` failed ({status})") }
}

/// Runs a step to its end and returns what it printed; its error output is part of the error.
pub fn output(command: &mut Command) -> Result<String> {
    let name = describe(command);
    go_on()?;
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.with_context(|| format!("cannot start `{name}`"))?;
    let id = child.id();
    steps().push(id);
    let done = child.wait_with_output();
    steps().retain(|step| *step != id);
    let done = done.with_context(|| format!("lost `{name}`"))?;
    go_on()?;
    if !done.status.success() {
        let said = [done.stdout, done.stderr].concat();
        bail!("`{name}` failed ({})\n{}", done.status, String::from_utf8_lossy(&said).trim());
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// Runs a step with all its output going to a file, which is shown when the step fails.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    let file = std::fs::File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdout(file.try_clone()?).stderr(file);
    run(command).with_context(|| format!("{}\nthe whole of it is in {}", tail(log, 40), log.display()))
}

/// Runs a step, showing what it prints and also giving each line to `read`.
pub fn run_reading(command: &mut Command, read: impl FnMut(&str) + Send) -> Result<()> {
    let name = describe(command);
    go_on()?;
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("cannot start `{name}`"))?;
    let (id, read) = (child.id(), Mutex::new(read));
    steps().push(id);
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let show = |line: &str| {
        println!("{line}");
        read.lock().unwrap_or_else(std::sync::PoisonError::into_inner)(line);
    };
    std::thread::scope(|scope| {
        scope.spawn(|| lines(out, &show));
        lines(err, &show);
    });
    let status = child.wait();
    steps().retain(|step| *step != id);
    go_on()?;
    let status = status.with_context(|| format!("lost `{name}`"))?;
    if status.success() { Ok(()) } else { bail!("`{name}` failed ({status})") }
}

fn lines(source: Option<impl Read>, show: &impl Fn(&str)) {
    let Some(source) = source else { return };
    let mut source = BufReader::new(source);
    let mut line = Vec::new();
    while source.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        show(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
}

/// Waits for a step, registered so that a signal ends it too.
pub fn wait_for_step(command: &mut Command) -> Result<ExitStatus> {
    let name = describe(command);
    go_on()?;
    let mut child = command.spawn().with_context(|| format!("cannot start `{name}`"))?;
    steps().push(child.id());
    let status = child.wait();
    steps().retain(|step| *step != child.id());
    go_on()?;
    status.with_context(|| format!("lost `{name}`"))
}

/// Asks a child to end with `signal`, and kills it when it has not after `patience`.
pub fn stop_child(child: &mut Child, signal: Signal, patience: Duration) {
    let _ = kill(pid(child.id()), signal);
    let deadline = Instant::now() + patience;
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(PAUSE);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The same for a process left over by an earlier run. True when it is gone.
pub fn stop_stranger(process: u32, signals: &[(Signal, Duration)]) -> bool {
    for (signal, patience) in signals {
        let _ = kill(pid(process), *signal);
        let deadline = Instant::now() + *patience;
        while Instant::now() < deadline {
            if !is_alive(process) {
                return true;
            }
            std::thread::sleep(PAUSE);
        }
    }
    !is_alive(process)
}

/// Whether the process still runs; one that has ended but was not yet collected by its parent does not.
pub fn is_alive(process: u32) -> bool {
    if let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) {
        return !stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z'));
    }
    !matches!(kill(pid(process), None), Err(nix::errno::Errno::ESRCH))
}

/// Whether any process stands in this folder, as the processes of a database do in its data. Known only where the
/// system shows it; elsewhere the answer is no.
pub fn works_in(folder: &Path) -> bool {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path().join("cwd"))
        .any(|link| std::fs::read_link(link).is_ok_and(|cwd| cwd == folder))
}

/// The command line of a running process, words joined by spaces: to tell whether an old process id still
/// belongs to what we started. Empty when it cannot be known.
pub fn command_line(process: u32) -> String {
    if let Ok(raw) = std::fs::read(format!("/proc/{process}/cmdline")) {
        return String::from_utf8_lossy(&raw).replace('\0', " ");
    }
    let listed = Command::new("ps").args(["-o", "args=", "-p", &process.to_string()]).output();
    listed.map(|done| String::from_utf8_lossy(&done.stdout).into_owned()).unwrap_or_default()
}

/// A program that may have so many files open, or as many as this machine allows.
pub fn with_open_files(program: &Path, count: u32) -> Command {
    let mut shell = Command::new("/bin/sh");
    let raise = format!("ulimit -n {count} 2>/dev/null || ulimit -n $(ulimit -H -n); exec \"$0\" \"$@\"");
    shell.arg("-c").arg(raise).arg(program);
    shell
}

/// The last lines of a log, for an error message.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

/// Red on a terminal.
pub fn red(text: &str) -> String {
    paint(text, "31;1")
}

/// Bold on a terminal.
pub fn bold(text: &str) -> String {
    paint(text, "1")
}

fn paint(text: &str, code: &str) -> String {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn steps() -> std::sync::MutexGuard<'static, Vec<u32>> {
    STEPS.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn pid(process: u32) -> Pid {
    Pid::from_raw(i32::try_from(process).expect("process ids fit in an i32"))
}
