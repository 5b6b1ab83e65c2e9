package org.omnipkg.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** {@code doctor}: what is missing and how to mend it. */
@ProviderType
public interface Health {
  List<Finding> examine(Caller caller);

  /**
   * One thing looked at.
   *
   * @param level {@code ok}, {@code note}, {@code problem}
   * @param subject e.g. {@code sandbox}
   * @param text what was found
   * @param mend what to do, or empty
   * @param tree indented lines below it (unsatisfied references), or none
   */
  record Finding(String level, String subject, String text, String mend, List<String> tree) {}
}
