/** Pages made from the command model: help, reference, completion, explanations. */
@NullMarked
package org.omnipkg.shell.internal.help;

import org.jspecify.annotations.NullMarked;
