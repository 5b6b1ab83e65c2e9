package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.omnipkg.spi.Desk;

class HouseMarkTest {
  private static final Errand ERRAND = new Errand("test", Long.MAX_VALUE / 2);

  /** A desk of the house that starts a pool when its clock is looked at. */
  private static Desk desk(AtomicReference<ExecutorService> pool) {
    return (Desk)
        Proxy.newProxyInstance(
            HouseMarkTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) -> {
              pool.set(Executors.newSingleThreadExecutor());
              pool.get().submit(() -> {}).get();
              return Clock.systemUTC();
            });
  }

  private static Thread worker(ExecutorService pool) throws Exception {
    return pool.submit(Thread::currentThread).get();
  }

  @Test
  void threads_the_house_starts_at_work_for_a_bundle_are_told_from_the_bundles() throws Exception {
    AtomicReference<ExecutorService> pool = new AtomicReference<>();
    Desk lent = (Desk) HouseSide.lent(Desk.class, desk(pool), ERRAND);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    lent.clock();
    assertSame(before, Thread.currentThread().getContextClassLoader());
    assertTrue(HouseMark.isOn(worker(pool.get())));
    Thread child =
        pool.get()
            .submit(
                () -> {
                  Thread later = new Thread(() -> {});
                  return later;
                })
            .get();
    assertTrue(HouseMark.isOn(child));
    pool.get().shutdownNow();
    ExecutorService own = Executors.newCachedThreadPool();
    assertFalse(HouseMark.isOn(worker(own)));
    own.shutdownNow();
  }

  @Test
  void a_mark_finds_what_the_marked_loader_finds() {
    ClassLoader plain = HouseMarkTest.class.getClassLoader();
    ClassLoader mark = HouseMark.over(plain);
    assertSame(mark, HouseMark.over(mark));
    assertSame(mark, HouseMark.over(plain));
    assertEquals(plain, HouseMark.without(mark));
    assertEquals(plain, HouseMark.without(plain));
  }
}
