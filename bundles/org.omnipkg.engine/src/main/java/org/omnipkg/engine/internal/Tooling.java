package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passing environments of what some work needs beside the package itself, of any language. */
@Component(service = Tooling.class)
public final class Tooling {
  private final Composing composing;
  private final Choices choices;
  private final PlanExecutor plans;
  private final Environments environments;

  @Activate
  public Tooling(
      @Reference Composing composing,
      @Reference Choices choices,
      @Reference PlanExecutor plans,
      @Reference Environments environments) {
    this.composing = composing;
    this.choices = choices;
    this.plans = plans;
    this.environments = environments;
  }

  Tools open(Leases leases, HouseDesk desk) {
    return new Tools(leases, desk);
  }

  /** Those of one change: what several packages need is made once. */
  final class Tools implements AutoCloseable {
    private final Leases leases;
    private final HouseDesk desk;
    private final Map<List<String>, FinishingPlace> made = new HashMap<>();

    private Tools(Leases leases, HouseDesk desk) {
      this.leases = leases;
      this.desk = desk;
    }

    List<FinishingPlace> of(Node node, List<Dependency> needs) {
      if (needs.isEmpty()) {
        return List.of();
      }
      List<Need> all = needs.stream().map(need -> new Need(node.id(), need)).toList();
      List<String> key = all.stream().map(need -> need.demand().text()).sorted().toList();
      FinishingPlace place = made.get(key);
      if (place == null) {
        place =
            FinishingPlace.make(name -> plan(name, all), plans, environments, leases::layout, desk);
        made.put(key, place);
      }
      return List.of(place);
    }

    private Plan plan(String environment, List<Need> needs) {
      Map<String, String> runtimes = new LinkedHashMap<>();
      List<Words.Demand> demands = new ArrayList<>();
      for (Need need : needs) {
        if (need.isOfRuntime()) {
          runtimes.put(need.language(), runtime(need).version());
        } else {
          demands.add(need.demand());
        }
      }
      Change change =
          new Change(
              environment,
              Words.demanding(demands),
              runtimes,
              Optional.empty(),
              false,
              true,
              false,
              false,
              false,
              List.of("build"));
      return composing.plan(change, Baseline.of(Optional.empty()), leases, desk);
    }

    private Runtime runtime(Need need) {
      String range = need.wanted().range();
      return choices
          .supply()
          .fitting(
              need.language(),
              version -> Choices.takes(leases.of(need.language()), range, version),
              desk)
          .orElseThrow(
              () ->
                  new Refusal(
                      Diagnostic.outside(
                          "runtime.not-found",
                          "`"
                              + need.from()
                              + "` needs "
                              + need.language()
                              + " `"
                              + range
                              + "` to be built, and there is none",
                          "")));
    }

    @Override
    public void close() {
      made.values().forEach(FinishingPlace::close);
    }
  }
}
