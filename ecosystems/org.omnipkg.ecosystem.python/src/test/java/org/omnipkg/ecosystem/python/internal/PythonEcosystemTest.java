package org.omnipkg.ecosystem.python.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.python.internal.build.WheelBuilder;
import org.omnipkg.ecosystem.python.internal.runtime.PythonRuntimes;
import org.omnipkg.ecosystem.python.internal.settings.PipSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;
import org.omnipkg.tck.ServiceProperties;

public class PythonEcosystemTest extends EcosystemContract {
  private final Ecosystem python = new PythonEcosystem();

  @Override
  protected Ecosystem ecosystem() {
    return python;
  }

  @Override
  protected String spelled() {
    return "Zope.Interface";
  }

  @ParameterizedTest
  @ValueSource(classes = {WheelBuilder.class, PythonRuntimes.class, PipSettings.class})
  public void every_further_skill_says_that_it_is_pythons(Class<?> skill) {
    assertEquals("python", ServiceProperties.of(skill).get(Ecosystem.ID));
  }

  @Test
  public void users_may_write_pypi() {
    assertEquals(java.util.Set.of("pypi"), python.aliases());
  }
}
