package org.omnipkg.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The laws a contract consists of, and which of them a specimen keeps. */
public final class Laws {
  private Laws() {}

  /** Every law of a contract: the names of its test methods. */
  public static SortedSet<String> of(Class<?> contract) {
    SortedSet<String> laws = new TreeSet<>();
    for (Class<?> level = contract; level != null; level = level.getSuperclass()) {
      for (Method method : level.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          laws.add(method.getName());
        }
      }
    }
    return laws;
  }

  /** A law as a sentence. */
  public static String sentence(String law) {
    return law.replace('_', ' ');
  }

  /**
   * What came of running a specimen.
   *
   * @param kept laws that were run and held; neither kept nor broken is a law whose presupposition
   *     another law found missing
   * @param broken laws that did not hold, and what was said about it; a specimen that cannot even
   *     be made stands under its class's name
   */
  public record Verdict(SortedSet<String> kept, SortedMap<String, String> broken) {}

  /**
   * Runs all laws against a specimen.
   *
   * @param specimen a concrete class that extends a contract; a {@link Flaw} among its
   *     constructor's parameters is given to it
   * @param flaw the flaw to show
   */
  public static Verdict judge(Class<?> specimen, Flaw flaw) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(specimen))
            .configurationParameters(Map.of(Flaw.PARAMETER, flaw.law()))
            .build();
    LauncherConfig alone =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();
    Verdict verdict = new Verdict(new TreeSet<>(), new TreeMap<>());
    LauncherFactory.create(alone).execute(request, new Clerk(verdict));
    return verdict;
  }

  private record Clerk(Verdict verdict) implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean held = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      String law =
          test.getSource()
              .filter(MethodSource.class::isInstance)
              .map(source -> ((MethodSource) source).getMethodName())
              .orElse(test.getDisplayName());
      if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
        return; // what it presupposes is another law's business
      }
      if (!held) {
        verdict.broken().put(law, result.getThrowable().map(Throwable::toString).orElse(""));
      } else if (test.isTest()) {
        verdict.kept().add(law);
      }
    }
  }
}
