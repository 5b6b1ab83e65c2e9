package org.omnipkg.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * On a class that is a {@link Solver}: its bundle says in its manifest which one it brings, as a
 * capability of the namespace {@link Solver#NAME}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = Solver.NAME)
public @interface ProvidesSolver {
  /** What {@code --resolver} names. */
  @Attribute(Solver.NAME)
  String value();

  /** The language it serves. */
  @Attribute(Ecosystem.ID)
  String ecosystem();
}
