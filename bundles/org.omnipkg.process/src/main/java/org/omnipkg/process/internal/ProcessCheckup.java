package org.omnipkg.process.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Checkup;
import org.omnipkg.api.Health;
import org.omnipkg.model.Platform;
import org.omnipkg.process.Processes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells {@code doctor} about the platform, the sandbox and the compiler. */
@Component
public final class ProcessCheckup implements Checkup {
  private final Processes processes;

  @Activate
  public ProcessCheckup(@Reference Processes processes) {
    this.processes = processes;
  }

  @Override
  public List<Health.Finding> examine(Caller caller) {
    return List.of(platform(), sandbox(), compiler(caller));
  }

  private Health.Finding platform() {
    Platform here = processes.platform();
    String libc = (here.libc() + " " + here.libcVersion()).strip();
    String text = here.id() + (libc.isEmpty() ? "" : ", " + libc);
    return here.os().equals("linux")
        ? new Health.Finding("ok", "platform", text, "", List.of())
        : new Health.Finding("note", "platform", text + " is not tried yet", "", List.of());
  }

  private Health.Finding sandbox() {
    return processes
        .confinement()
        .map(name -> new Health.Finding("ok", "sandbox", name, "", List.of()))
        .orElseGet(
            () ->
                new Health.Finding(
                    "problem",
                    "sandbox",
                    "bubblewrap is missing or does not work here; packages that exist only as source cannot be built",
                    "install bubblewrap, or build with `--no-sandbox` what you trust",
                    List.of()));
  }

  private static Health.Finding compiler(Caller caller) {
    SearchPath path = new SearchPath(caller.environment().get("PATH"));
    return Stream.of("cc", "gcc", "clang")
        .map(path::find)
        .flatMap(Optional::stream)
        .findFirst()
        .map(cc -> new Health.Finding("ok", "compiler", cc.toString(), "", List.of()))
        .orElseGet(
            () ->
                new Health.Finding(
                    "note",
                    "compiler",
                    "there is no C compiler; extension modules cannot be built from source",
                    "install gcc or clang",
                    List.of()));
  }
}
