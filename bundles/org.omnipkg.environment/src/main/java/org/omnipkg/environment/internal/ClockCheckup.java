package org.omnipkg.environment.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Refusal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells {@code doctor} that this machine's clock is behind what was done on it. */
@Component
public final class ClockCheckup implements Checkup {
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final Environments environments;
  private final Clock clock;

  @Activate
  public ClockCheckup(@Reference Environments environments) {
    this(environments, Clock.systemUTC());
  }

  ClockCheckup(Environments environments, Clock clock) {
    this.environments = environments;
    this.clock = clock;
  }

  @Override
  public List<Health.Finding> examine(Caller caller) {
    Instant now = clock.instant();
    return environments.names().stream()
        .flatMap(name -> generations(name).stream())
        .filter(generation -> generation.state().created().isAfter(now.plus(SLACK)))
        .limit(1)
        .map(generation -> finding(generation, now))
        .toList();
  }

  private List<Environments.Generation> generations(String environment) {
    try {
      return environments.generations(environment);
    } catch (Refusal damaged) {
      return List.of();
    }
  }

  private static Health.Finding finding(Environments.Generation generation, Instant now) {
    return new Health.Finding(
        "problem",
        "clock",
        "generation "
            + generation.number()
            + " of `"
            + generation.environment()
            + "` was made at "
            + seconds(generation.state().created())
            + ", but the clock says "
            + seconds(now),
        "set the clock; nothing is lost: omnipkg goes by numbers and digests, not by dates",
        List.of());
  }

  private static Instant seconds(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond());
  }
}
