/** Reproducible randomness: streams are derived by name, never shared and never static. */
package org.plumbline.random;
