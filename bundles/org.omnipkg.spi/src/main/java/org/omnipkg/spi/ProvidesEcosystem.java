package org.omnipkg.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * On the class that is the {@link Ecosystem}: its bundle says in its manifest which language it
 * brings, as a capability of the namespace {@link Ecosystem#ID}, so that a distribution can require
 * a language whoever brings it: {@code omnipkg.ecosystem;filter:="(omnipkg.ecosystem=cargo)"}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = Ecosystem.ID)
public @interface ProvidesEcosystem {
  /** The language's id. */
  @Attribute(Ecosystem.ID)
  String value();
}
