package org.omnipkg.bounds.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.bounds.Bounds.Passage;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;

/** Stands for a service of an added bundle, or a part of one: every call is an errand. */
final class Standin implements InvocationHandler {
  private static final Set<Class<?>> PARTS =
      Set.of(Grammar.class, Versions.class, PackageIndex.class, Layout.class);

  private final Class<?> kind;
  private final String language;
  private final Object service;
  private final @Nullable Ecosystem whole;
  private final Neighbour neighbour;
  private final Passage passage;
  private final Map<Method, Object> parts = new ConcurrentHashMap<>();

  private Standin(
      Class<?> kind,
      String language,
      Object service,
      @Nullable Ecosystem whole,
      Neighbour neighbour,
      Passage passage) {
    this.kind = kind;
    this.language = language;
    this.service = service;
    this.whole = whole;
    this.neighbour = neighbour;
    this.passage = passage;
  }

  /**
   * @param whole the language a part belongs to, as it is
   */
  static <S> S of(
      Class<S> kind,
      String language,
      Object service,
      @Nullable Ecosystem whole,
      Neighbour neighbour,
      Passage passage) {
    return kind.cast(
        Proxy.newProxyInstance(
            Standin.class.getClassLoader(),
            new Class<?>[] {kind},
            new Standin(kind, language, service, whole, neighbour, passage)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments, this);
    }
    if (method.isDefault() && method.getDeclaringClass() == Comparator.class) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (neighbour.inside()) {
      return plainly(method, arguments);
    }
    Object part = parts.get(method);
    if (part != null) {
      return part;
    }
    Object answer = bounded(method, arguments);
    if (PARTS.contains(method.getReturnType())) {
      parts.put(method, java.util.Objects.requireNonNull(answer));
    }
    return answer;
  }

  static @Nullable Object ofObject(
      Object proxy, Method method, Object @Nullable [] arguments, Object handler) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> handler.toString();
    };
  }

  @Override
  public String toString() {
    return kind.getSimpleName() + " of " + neighbour.bundle();
  }

  private @Nullable Object plainly(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object bounded(Method method, Object @Nullable [] arguments) {
    Errand errand =
        neighbour.errand("`" + kind.getSimpleName() + "." + method.getName() + "` of " + language);
    Object @Nullable [] given = given(method, arguments, errand);
    errand.to(passage.of(() -> sound(method, arguments, answer(method, given))));
    return neighbour.call(errand, progress(arguments));
  }

  private Object answer(Method method, Object @Nullable [] given) throws Exception {
    Object answer;
    try {
      answer = plainly(method, given);
    } catch (Exception e) {
      throw e;
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
    if (answer == null && method.getReturnType() != void.class) {
      throw new Nonsense("it is null");
    }
    return answer == null ? "" : answer;
  }

  /** Looked at by the same hand, so that looking takes no time of the house either. */
  private Object sound(Method method, Object @Nullable [] arguments, Object answer) {
    if (PARTS.contains(method.getReturnType())) {
      Ecosystem owner = whole == null && service instanceof Ecosystem own ? own : whole;
      return of(method.getReturnType(), language, answer, owner, neighbour, passage);
    }
    if (method.getReturnType().isPrimitive()) {
      new Laws(language, whole).check(kind, method, arguments, answer);
      return answer;
    }
    Object sound = new Sieve(neighbour, passage).clean(answer);
    new Laws(language, whole).check(kind, method, arguments, sound);
    return sound;
  }

  private static Object @Nullable [] given(
      Method method, Object @Nullable [] arguments, Errand errand) {
    if (arguments == null) {
      return null;
    }
    Object[] given = arguments.clone();
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < given.length; i++) {
      given[i] =
          given[i] instanceof BitSet bits
              ? bits.clone()
              : HouseSide.lent(types[i], given[i], errand);
    }
    return given;
  }

  private static @Nullable Progress progress(Object @Nullable [] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof Desk desk) {
          return desk.progress();
        }
      }
    }
    return null;
  }
}
