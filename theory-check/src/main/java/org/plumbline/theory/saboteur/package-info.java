/**
 * Broken variants of methods, schedules, oracles and problems, and the claims that have to notice them without knowing them.
 */
package org.plumbline.theory.saboteur;
