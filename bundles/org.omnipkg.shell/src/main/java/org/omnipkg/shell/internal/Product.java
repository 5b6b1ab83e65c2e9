package org.omnipkg.shell.internal;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What is running here. The launcher says it in framework properties, which only a context reads.
 */
@Component(service = Product.class)
public final class Product {
  private final String version;
  private final String build;

  @Activate
  public Product(BundleContext context) {
    this(context.getProperty("omnipkg.version"), context.getProperty("omnipkg.build"));
  }

  Product(@Nullable String version, @Nullable String build) {
    this.version = version == null ? "unknown" : version;
    this.build = build == null ? "" : build;
  }

  String version() {
    return version;
  }

  String build() {
    return build;
  }
}
