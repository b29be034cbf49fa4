package dev.tocsin.respond;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Procedures run side by side; no two of their actions act on the same at a time. */
final class Targets {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @throws InterruptedException while waiting for another action to end */
    <T> T alone(String target, Supplier<T> action) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(target, name -> new ReentrantLock(true));
        lock.lockInterruptibly();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
