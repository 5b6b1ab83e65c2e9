package org.omnipkg.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks the laws of one part: a law that does not hold is told as a sentence, with its page. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(BrokenLaw.class)
@interface Contract {
  /** The part's heading in {@link BrokenLaw#PAGE}. */
  String value();
}
