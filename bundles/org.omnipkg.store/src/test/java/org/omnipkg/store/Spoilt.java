package org.omnipkg.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A service that does what another does, but for the methods that somebody else overrides. */
final class Spoilt {
  private Spoilt() {}

  /**
   * @param instead has methods of the same names and parameters as those it overrides
   */
  static <T> T of(Class<T> type, T sound, Object instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                Method own = own(instead, method);
                return own == null
                    ? method.invoke(sound, arguments)
                    : own.invoke(instead, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Method own(Object instead, Method method) {
    if (method.getDeclaringClass() == Object.class) {
      return null;
    }
    try {
      Method own =
          instead.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
      own.setAccessible(true);
      return own;
    } catch (NoSuchMethodException sound) {
      return null;
    }
  }
}
