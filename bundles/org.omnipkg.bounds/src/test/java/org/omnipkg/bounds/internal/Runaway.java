package org.omnipkg.bounds.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Code that does not behave, to be rewritten and run. */
public final class Runaway implements Callable<Object> {
  private static final Object MONITOR = new Object();
  private final String what;

  public Runaway(String what) {
    this.what = what;
  }

  @Override
  public Object call() throws Exception {
    switch (what) {
      case "counts" -> count();
      case "catches" -> catching();
      case "locks" -> locked();
      case "streams" -> IntStream.generate(() -> 1).filter(one -> one < 0).findFirst();
      case "exits" -> System.exit(1);
      case "halts" -> Runtime.getRuntime().halt(1);
      case "refers" -> {
        IntConsumer exit = System::exit;
        exit.accept(1);
      }
      case "bound" -> {
        IntConsumer exit = Runtime.getRuntime()::halt;
        exit.accept(1);
      }
      case "reflects" -> System.class.getMethod("exit", int.class).invoke(null, 1);
      case "handles" ->
          MethodHandles.lookup()
              .findStatic(System.class, "exit", MethodType.methodType(void.class, int.class));
      case "virtual" ->
          MethodHandles.lookup()
              .findVirtual(Runtime.class, "halt", MethodType.methodType(void.class, int.class));
      case "unreflects" ->
          MethodHandles.lookup().unreflect(System.class.getMethod("exit", int.class));
      default -> {}
    }
    return String.class.getMethod("strip").invoke(" " + sum(3) + " ");
  }

  private static int sum(int most) {
    int sum = 0;
    for (int i = 1; i <= most; i++) {
      try {
        sum += i == 2 ? Integer.parseInt("x") : i;
      } catch (NumberFormatException e) {
        synchronized (MONITOR) {
          sum += 2;
        }
      } finally {
        sum += 0;
      }
    }
    return sum;
  }

  private static void count() {
    int turns = 0;
    while (turns >= 0) {
      turns = (turns + 1) & 0xff;
    }
  }

  private static void catching() {
    while (true) {
      try {
        Thread.sleep(1);
      } catch (Throwable heedless) {
        continue;
      }
    }
  }

  private static void locked() {
    synchronized (MONITOR) {
      count();
    }
  }
}
