/** The PL game: a quadratic game whose lower level is PL and singular. */
package org.plumbline.problem.game;
