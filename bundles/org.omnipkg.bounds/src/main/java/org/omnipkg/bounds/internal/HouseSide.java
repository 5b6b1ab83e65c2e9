package org.omnipkg.bounds.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Layout;

/**
 * What the house lends to a call: while it works for the bundle, the bundle's clock stands still.
 */
final class HouseSide implements InvocationHandler {
  private static final Set<Class<?>> LENT =
      Set.of(
          Desk.class,
          Facts.class,
          Layout.Contents.class,
          Supplier.class,
          Progress.class,
          Progress.Task.class);

  /** What shows that a call gets on. */
  private static final Set<String> SIGNS =
      Set.of(
          "step",
          "note",
          "task",
          "advance",
          "fetch",
          "download",
          "run",
          "tool",
          "releases",
          "manifest");

  private final Object house;
  private final Errand errand;

  private HouseSide(Object house, Errand errand) {
    this.house = house;
    this.errand = errand;
  }

  /** The same thing, lent, when it is one that works for the bundle. */
  static @Nullable Object lent(Class<?> type, @Nullable Object thing, Errand errand) {
    if (thing == null || !LENT.contains(type)) {
      return thing;
    }
    return Proxy.newProxyInstance(
        HouseSide.class.getClassLoader(), new Class<?>[] {type}, new HouseSide(thing, errand));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return Standin.ofObject(proxy, method, arguments, house);
    }
    Throwable thrown = null;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HouseMark.over(before));
    errand.enter();
    try {
      return lent(method.getReturnType(), method.invoke(house, arguments), errand);
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
      throw thrown;
    } finally {
      thread.setContextClassLoader(before);
      errand.leave(thrown == null && SIGNS.contains(method.getName()), thrown);
    }
  }
}
