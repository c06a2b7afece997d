package org.plumbline.report.model;

import org.plumbline.oracle.OracleCounts;

/**
 * What one method drew in the whole run; work that several claims share is counted once.
 *
 * @param method the method's name
 * @param counts what it drew
 */
public record LedgerRow(String method, OracleCounts counts) {}
