/**
 * Estimates with their uncertainty: slopes, intervals, corrected p-values and power, on Commons Math. Nothing here
 * decides; deciding is the business of {@code org.plumbline.theory.judge}.
 */
package org.plumbline.theory.statistics;
