package org.omnipkg.ecosystem.go.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Component;

/**
 * The proxies the go command is configured for; where none is, those its toolchain has built in.
 */
@Component(property = Ecosystem.ID + "=go")
public final class GoSettings implements ClientSettings {
  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    GoEnvironment environment = GoEnvironment.of(desk);
    if (environment.configured("GOPROXY").isEmpty()) {
      environment = environment.with(() -> learned(interpreter, desk));
    }
    GoEnvironment.Proxies list = environment.proxies();
    if (list.proxies().isEmpty() && !list.end().isEmpty()) {
      throw new Refusal(none(list.end()));
    }
    List<Source> sources = new ArrayList<>();
    for (GoEnvironment.Proxy proxy : list.proxies()) {
      String label = sources.isEmpty() ? "default" : "default-" + (sources.size() + 1);
      sources.add(new Source(label, address(proxy.address()), Source.Form.INDEX));
    }
    return sources;
  }

  private static Diagnostic none(String end) {
    return end.equals("off")
        ? Diagnostic.user(
            "index.no-proxy",
            "`GOPROXY` is `off`, which forbids to ask anybody for Go modules",
            "name a proxy with `GOPROXY` or --index; `--offline` uses what is stored")
        : Diagnostic.user(
            "index.no-proxy",
            "`GOPROXY` says `direct` alone, and omnipkg takes Go modules from proxies only",
            "put a module proxy in front of `direct`, or name one with --index");
  }

  private static Defaults learned(Supplier<Path> interpreter, Desk desk) {
    Defaults known = Defaults.known(desk, List.of());
    return known.proxy().isEmpty() ? Defaults.ask(interpreter.get(), desk) : known;
  }

  private static URI address(String word) {
    try {
      return URI.create(word.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Diagnostic.user(
              "index.address-malformed",
              "a proxy in `GOPROXY` is no address",
              "look at it with `go env GOPROXY`"),
          e);
    }
  }
}
