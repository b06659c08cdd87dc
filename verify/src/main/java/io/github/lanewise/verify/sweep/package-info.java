/**
 * Sweeps of an elementary function over all floats: how far it is from the exact one, and whether it is monotone.
 */
package io.github.lanewise.verify.sweep;
