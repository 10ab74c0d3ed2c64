//! Lets institutions take turns. While several ask at once, none runs more than its share: who asks without a pause
//! waits behind itself, not in front of the others. An institution that is alone has everything.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Who asked this long ago still counts as somebody to leave room for.
const RECENT: Duration = Duration::from_secs(1);
/// How often it is counted how many ask.
const COUNT_EVERY: Duration = Duration::from_millis(100);
/// Longest wait; a client that asks again after that keeps what was typed.
const WAIT: Duration = Duration::from_secs(10);

/// The turns of one process. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Turns(Arc<Mutex<Lines>>);

/// Leave to run one operation, given back when dropped.
#[derive(Debug)]
pub struct Turn {
    turns: Turns,
    line: Uuid,
}

/// Others of the same institution took all of the time there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

#[derive(Debug)]
struct Lines {
    /// How many operations the machine runs well at once.
    places: usize,
    running: usize,
    lines: HashMap<Uuid, Line>,
    /// Lines in which somebody waits; whoever was let in last stands at the end.
    order: VecDeque<Uuid>,
    counted_at: Instant,
}

#[derive(Debug)]
struct Line {
    running: usize,
    waiting: VecDeque<oneshot::Sender<Turn>>,
    asked_at: Instant,
}

impl Default for Turns {
    fn default() -> Self {
        Self::new(thread::available_parallelism().map_or(1, usize::from))
    }
}

impl Turns {
    /// Turns on a machine with so many processors.
    pub fn new(places: usize) -> Self {
        Self(Arc::new(Mutex::new(Lines {
            places,
            running: 0,
            lines: HashMap::new(),
            order: VecDeque::new(),
            counted_at: Instant::now(),
        })))
    }

    /// Waits for the next turn of a line: an institution, or a person who stands for no single one.
    ///
    /// # Errors
    /// [`TooLong`] when none came within ten seconds.
    pub async fn take(&self, line: Uuid) -> Result<Turn, TooLong> {
        let waiting = match self.change(|lines| lines.ask(line)) {
            None => return Ok(Turn { turns: self.clone(), line }),
            Some(waiting) => waiting,
        };
        match tokio::time::timeout(WAIT, waiting).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(TooLong),
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Lines) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = self.turns.change(|lines| {
            lines.leave(self.line);
            lines.let_in()
        });
        for (line, waiting) in next {
            // A turn that nobody takes any more comes back at once.
            let _ = waiting.send(Turn { turns: self.turns.clone(), line });
        }
    }
}

impl Lines {
    /// Nothing when the turn is there, otherwise what to wait for.
    fn ask(&mut self, line: Uuid) -> Option<oneshot::Receiver<Turn>> {
        let now = Instant::now();
        self.forget(now);
        let asking = self.lines.entry(line).or_insert_with(|| Line::new(now));
        asking.asked_at = now;
        if asking.waiting.is_empty() && self.has_room(line) {
            self.enter(line);
            return None;
        }
        let (turn, waiting) = oneshot::channel();
        if let Some(asking) = self.lines.get_mut(&line) {
            if asking.waiting.is_empty() {
                self.order.push_back(line);
            }
            asking.waiting.push_back(turn);
        }
        Some(waiting)
    }

    /// Whether one more of the line may run: within its share, or because much of the machine stands idle.
    fn has_room(&self, line: Uuid) -> bool {
        let share = match self.lines.len() {
            0 | 1 => usize::MAX,
            several => (self.places / several).max(1),
        };
        let running = self.lines.get(&line).map_or(0, |line| line.running);
        running < share || self.running < self.places / 2
    }

    fn enter(&mut self, line: Uuid) {
        self.running += 1;
        if let Some(line) = self.lines.get_mut(&line) {
            line.running += 1;
        }
    }

    fn leave(&mut self, line: Uuid) {
        self.running -= 1;
        if let Some(line) = self.lines.get_mut(&line) {
            line.running -= 1;
        }
    }

    /// Gives the turns that are free now, one line after the other.
    fn let_in(&mut self) -> Vec<(Uuid, oneshot::Sender<Turn>)> {
        self.forget(Instant::now());
        let mut next = Vec::new();
        while let Some(place) = self.order.iter().position(|line| self.has_room(*line)) {
            let Some(line) = self.order.remove(place) else { break };
            let Some(standing) = self.lines.get_mut(&line) else { continue };
            let waiting = standing.waiting.pop_front();
            if !standing.waiting.is_empty() {
                self.order.push_back(line);
            }
            if let Some(waiting) = waiting.filter(|waiting| !waiting.is_closed()) {
                self.enter(line);
                next.push((line, waiting));
            }
        }
        next
    }

    /// Drops the lines in which nobody was for a while.
    fn forget(&mut self, now: Instant) {
        if now.duration_since(self.counted_at) < COUNT_EVERY {
            return;
        }
        self.counted_at = now;
        self.lines.retain(|_, line| {
            line.running > 0 || !line.waiting.is_empty() || now.duration_since(line.asked_at) < RECENT
        });
    }
}

impl Line {
    fn new(now: Instant) -> Self {
        Self { running: 0, waiting: VecDeque::new(), asked_at: now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    const NOISY: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);
    const THIRD: Uuid = Uuid::from_u128(3);

    /// A turn that is there at once.
    fn at_once(turns: &Turns, line: Uuid) -> Option<Turn> {
        turns.take(line).now_or_never().map(Result::unwrap)
    }

    #[tokio::test]
    async fn who_is_alone_has_everything() {
        let turns = Turns::new(2);
        let mine: Vec<_> = (0..100).filter_map(|_| at_once(&turns, NOISY)).collect();
        assert_eq!(mine.len(), 100);
    }

    #[tokio::test]
    async fn who_asks_much_waits_behind_itself_and_the_others_do_not() {
        let turns = Turns::new(4);
        let others = at_once(&turns, OTHER).unwrap();
        let mine: Vec<_> = (0..10).map_while(|_| at_once(&turns, NOISY)).collect();
        assert_eq!(mine.len(), 2, "half of four places");
        assert!(at_once(&turns, THIRD).is_some());
        drop((others, mine));
        assert!(at_once(&turns, NOISY).is_some());
    }

    #[tokio::test]
    async fn turns_that_are_given_back_go_to_the_lines_one_after_the_other() {
        let turns = Turns::new(1);
        let (first, second) = (at_once(&turns, NOISY).unwrap(), at_once(&turns, OTHER).unwrap());
        let mut mine = Box::pin(turns.take(NOISY));
        let mut mine_too = Box::pin(turns.take(NOISY));
        let mut others = Box::pin(turns.take(OTHER));
        assert!(mine.as_mut().now_or_never().is_none());
        assert!(mine_too.as_mut().now_or_never().is_none());
        assert!(others.as_mut().now_or_never().is_none());
        drop(first);
        let next = mine.now_or_never().unwrap().unwrap();
        assert!(others.as_mut().now_or_never().is_none());
        drop(second);
        assert!(others.now_or_never().unwrap().is_ok());
        assert!(mine_too.as_mut().now_or_never().is_none());
        drop(next);
        assert!(mine_too.now_or_never().unwrap().is_ok());
    }

    #[tokio::test]
    async fn who_no_longer_waits_is_passed_over() {
        let turns = Turns::new(1);
        let (mine, _others) = (at_once(&turns, NOISY).unwrap(), at_once(&turns, OTHER).unwrap());
        let mut gone = Box::pin(turns.take(NOISY));
        assert!(gone.as_mut().now_or_never().is_none());
        let mut next = Box::pin(turns.take(NOISY));
        assert!(next.as_mut().now_or_never().is_none());
        drop(gone);
        drop(mine);
        assert!(next.now_or_never().unwrap().is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let turns = Turns::new(1);
        let _held = (at_once(&turns, NOISY).unwrap(), at_once(&turns, OTHER).unwrap());
        assert_eq!(turns.take(NOISY).await.unwrap_err(), TooLong);
    }

    #[tokio::test]
    async fn the_others_are_forgotten_when_they_no_longer_ask() {
        let turns = Turns::new(1);
        drop(at_once(&turns, OTHER));
        let mine = at_once(&turns, NOISY).unwrap();
        assert!(at_once(&turns, NOISY).is_none());
        let mut waiting = Box::pin(turns.take(NOISY));
        assert!(waiting.as_mut().now_or_never().is_none());
        turns.change(|lines| lines.forget(Instant::now() + RECENT * 2));
        assert!(at_once(&turns, NOISY).is_none(), "first those who wait");
        drop(mine);
        assert!(waiting.now_or_never().unwrap().is_ok());
    }
}
