package org.omnipkg.shell.internal.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A verb with a hyphen, which no method can be named after. */
@Component(
    service = Function.class,
    property = {"osgi.command.scope=omnipkg", "osgi.command.function=shell-init"})
public final class ShellInitVerb implements Function {
  private final GogoVerbs verbs;

  @Activate
  public ShellInitVerb(@Reference GogoVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public @Nullable Object execute(CommandSession session, List<Object> words) {
    verbs.run("shell-init", words.toArray());
    return null;
  }
}
