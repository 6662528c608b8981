//! The one thread that writes: it runs the changes that wait, each in a savepoint, and commits them together.

use crate::postgres::PgTx;
use crate::syncing::Syncing;
use crate::tx::{Engine, Tx};
use crate::{DatabaseUrl, DbError, Lasting, Options, Trouble, postgres, reserve, sqlite};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// Changes committed together, at most: bounds how long the first of them waits for its answer.
const GROUP: usize = 128;

/// The lock by which processes that write to one PostgreSQL base take turns.
const TURN: &str = "SELECT pg_advisory_xact_lock(7461701)";

/// A change that waits for its turn.
trait Change: Send {
    /// Does the work; `false` asks for it to be rolled back.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Tells whoever waits how it ended.
    fn answer(self: Box<Self>, committed: Result<(), DbError>);
}

struct Work<F, R, E> {
    work: Option<F>,
    result: Option<Result<R, E>>,
    asker: oneshot::Sender<Result<R, E>>,
}

impl<F, R, E> Change for Work<F, R, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<R, E> + Send,
    R: Send,
    E: From<DbError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|_| Err(DbError::panicked("see the log").into()));
        let is_good = result.is_ok();
        self.result = Some(result);
        is_good
    }

    fn answer(self: Box<Self>, committed: Result<(), DbError>) {
        let result = match (self.result, committed) {
            (Some(Err(own)), _) => Err(own),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(failed)) => Err(failed.into()),
            (None, Ok(())) => Err(DbError::writer_gone().into()),
        };
        // Whoever asked may have gone away, as a closed browser does; the change stands all the same.
        let _gone = self.asker.send(result);
    }
}

/// The way to the writing thread; dropped, it waits until what was submitted is committed and the connection is closed.
pub(crate) struct Writer {
    queue: Option<Sender<Box<dyn Change>>>,
    thread: Option<JoinHandle<()>>,
    _syncing: Option<Syncing>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        // The last handle of a base may be dropped inside a change, and a thread cannot wait for itself.
        if let Some(thread) = self.thread.take().filter(|t| t.thread().id() != std::thread::current().id())
        {
            // A panic of the thread has been logged, and there is nobody left to tell.
            let _ended = thread.join();
        }
    }
}

impl Writer {
    pub(crate) fn start(url: &DatabaseUrl, options: Options) -> Result<Self, DbError> {
        let mut session = Session::open(url, options)?;
        let (queue, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || session.serve(&waiting))
            .map_err(|e| DbError::new(Trouble::Other, e.to_string()))?;
        let syncing = match url {
            DatabaseUrl::Sqlite(path) if options.lasting == Lasting::AtCheckpoints => {
                Some(Syncing::start(path, options.checkpoint_pages))
            }
            _ => None,
        };
        Ok(Self { queue: Some(queue), thread: Some(thread), _syncing: syncing })
    }

    pub(crate) fn submit<F, R, E>(&self, work: F) -> oneshot::Receiver<Result<R, E>>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (asker, answer) = oneshot::channel();
        // When the thread is gone the asker is dropped with the change, and the receiver learns of it.
        let work = Box::new(Work { work: Some(work), result: None, asker });
        let _dropped = self.queue.as_ref().map(|queue| queue.send(work));
        answer
    }
}

struct Session {
    url: DatabaseUrl,
    connection: Connection,
}

enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres(Box<PgTx>),
}

impl Session {
    fn open(url: &DatabaseUrl, options: Options) -> Result<Self, DbError> {
        let connection = match url {
            DatabaseUrl::Sqlite(path) => Connection::Sqlite(sqlite::open_writer(path, options)?),
            DatabaseUrl::Postgres(address) => Connection::Postgres(Box::new(postgres::open(address)?)),
        };
        Ok(Self { url: url.clone(), connection })
    }

    fn serve(&mut self, waiting: &Receiver<Box<dyn Change>>) {
        while let Ok(first) = waiting.recv() {
            let group: Vec<_> = std::iter::once(first).chain(waiting.try_iter().take(GROUP - 1)).collect();
            self.commit_together(group);
        }
        // A base that is closed is one file; folding its log in may need the room.
        if let DatabaseUrl::Sqlite(path) = &self.url {
            reserve::give_up(path);
        }
    }

    fn commit_together(&mut self, mut group: Vec<Box<dyn Change>>) {
        self.reconnect_if_lost();
        let committed = self.run_group(&mut group);
        if let Err(error) = &committed {
            tracing::error!(trouble = ?error.trouble, detail = %error.detail, "a write failed");
            // The transaction may still be open after a failed statement; when it is not, this does nothing.
            let _closed = self.tx().batch("ROLLBACK");
        }
        for change in group {
            change.answer(committed.clone());
        }
    }

    fn run_group(&mut self, group: &mut [Box<dyn Change>]) -> Result<(), DbError> {
        let mut tx = self.tx();
        match tx.dialect() {
            crate::Dialect::Sqlite => tx.control("BEGIN IMMEDIATE")?,
            crate::Dialect::Postgres => tx.batch(&format!("BEGIN; {TURN}"))?,
        }
        if let [alone] = group {
            // Without neighbours to spare no savepoint is needed, which keeps a copy of every page that is touched.
            if !alone.run(&mut tx) {
                return tx.control("ROLLBACK");
            }
        } else {
            for change in group {
                run_beside_others(&mut tx, change.as_mut())?;
            }
        }
        tx.control("COMMIT")
    }

    fn tx(&mut self) -> Tx<'_> {
        match &mut self.connection {
            Connection::Sqlite(connection) => Tx::new(Engine::Sqlite(connection)),
            Connection::Postgres(pg) => Tx::new(Engine::Postgres(pg)),
        }
    }

    fn reconnect_if_lost(&mut self) {
        if let (Connection::Postgres(pg), DatabaseUrl::Postgres(address)) =
            (&mut self.connection, &self.url)
            && pg.client.is_closed()
            && let Ok(fresh) = postgres::open(address)
        {
            **pg = fresh;
        }
    }
}

/// Runs a change of a group so that its failure undoes nothing but its own.
fn run_beside_others(tx: &mut Tx<'_>, change: &mut dyn Change) -> Result<(), DbError> {
    tx.control("SAVEPOINT change")?;
    if !change.run(tx) {
        tx.control("ROLLBACK TO SAVEPOINT change")?;
    }
    tx.control("RELEASE SAVEPOINT change")
}
