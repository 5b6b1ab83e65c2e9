package org.omnipkg.ecosystem.ruby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.ruby.internal.build.ExtensionFinisher;
import org.omnipkg.ecosystem.ruby.internal.project.RubyProjects;
import org.omnipkg.ecosystem.ruby.internal.runtime.RubyRuntimes;
import org.omnipkg.ecosystem.ruby.internal.settings.GemSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.tck.EcosystemContract;
import org.omnipkg.tck.ServiceProperties;

public class RubyEcosystemTest extends EcosystemContract {
  private final Ecosystem ruby = new RubyEcosystem();

  @Override
  protected Ecosystem ecosystem() {
    return ruby;
  }

  @Override
  protected String spelled() {
    return "rails";
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RubyRuntimes.class,
        GemSettings.class,
        RubyProjects.class,
        RubyNames.class,
        ExtensionFinisher.class
      })
  public void every_further_skill_says_that_it_is_rubys(Class<?> skill) {
    assertEquals("ruby", ServiceProperties.of(skill).get(Ecosystem.ID));
  }

  @Test
  public void users_may_write_gem() {
    assertEquals(Set.of("gem"), ruby.aliases());
  }
}
