package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

/**
 * What every add-on that brings resolvers and no language promises as a bundle. Extend it and name
 * the jar, by the system property {@value #JAR} or by {@link #jar()}.
 */
public abstract class ResolverBundleContract extends AddOnContract {
  @Override
  final boolean isThere() {
    return !addOn().resolvers().isEmpty() && addOn().resolvers().stream().allMatch(addOn()::isMade);
  }

  @Override
  final List<String> complaints() {
    return List.of();
  }

  @Test
  public void it_brings_a_resolver() throws BundleException {
    addOn().start();
    assertFalse(
        addOn().resolvers().isEmpty() && Wires.resolvers(addOn().bundle()).isEmpty(),
        "there is no service of type org.omnipkg.spi.Solver, and the manifest speaks of none: a"
            + " class with @ProvidesSolver and @Component; one that brings a language extends"
            + " BundleContract");
  }
}
