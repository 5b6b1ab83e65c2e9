/** How Python trees and prefixes lie on disk. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.layout;

import org.jspecify.annotations.NullMarked;
