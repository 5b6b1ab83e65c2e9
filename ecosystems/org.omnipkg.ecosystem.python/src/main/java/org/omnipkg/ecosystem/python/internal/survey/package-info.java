/** What pip, uv and people did inside an environment, read from what they left there. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.survey;

import org.jspecify.annotations.NullMarked;
