/** The claims, one a file, each named by its conclusion. */
package org.plumbline.theory.claim;
