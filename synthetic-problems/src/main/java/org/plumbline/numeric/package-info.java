/** Numerical linear algebra that the problems need and Commons Math lacks. */
package org.plumbline.numeric;
