package org.omnipkg.tck;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What a deliberately broken specimen is to do wrong, named by the law that must notice. A specimen
 * takes it in its constructor: {@code @ExtendWith(Flaw.Given.class)}.
 *
 * @param law name of the law to break; empty for an honest specimen
 */
public record Flaw(String law) {
  static final String PARAMETER = "omnipkg.tck.flaw";

  /** Nothing is wrong. */
  public static final Flaw NONE = new Flaw("");

  /** The thing itself, or the thing spoilt as this flaw says. */
  public <T> T in(T sound, Map<String, UnaryOperator<T>> flaws) {
    UnaryOperator<T> spoil = flaws.get(law);
    return spoil == null ? sound : spoil.apply(sound);
  }

  /** Hands the flaw of the run to whoever asks for one; without such a run there is none. */
  public static final class Given implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Flaw.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context.getConfigurationParameter(PARAMETER).map(Flaw::new).orElse(NONE);
    }
  }
}
