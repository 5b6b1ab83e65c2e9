/** For each law one broken specimen that this law alone notices. */
package org.omnipkg.tck.sabotage;
