package org.plumbline.theory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How long a piece of work may take, by the clock. Without a limit the work is done on the calling thread; with one on a thread of its
 * own, which is interrupted and left behind when time is up: runs of methods end at their next outer iteration, other work when it is
 * done, and neither has anybody to tell.
 */
public final class TimeLimit {
    /** As long as it takes. */
    public static final TimeLimit NONE = new TimeLimit(Optional.empty());

    private final Optional<Duration> limit;

    private TimeLimit(Optional<Duration> limit) {
        this.limit = limit;
    }

    /**
     * A limit.
     *
     * @param limit positive
     * @return the limit
     */
    public static TimeLimit of(Duration limit) {
        return new TimeLimit(Optional.of(limit));
    }

    /**
     * Does the work.
     *
     * @param <T> what comes of it
     * @param work whose exceptions are passed on
     * @return its result
     * @throws TimedOutException if it takes longer
     */
    public <T> T within(Supplier<T> work) {
        if (limit.isEmpty()) {
            return work.get();
        }
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "limited work");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new TimedOutException(limit.get());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        }
    }
}
