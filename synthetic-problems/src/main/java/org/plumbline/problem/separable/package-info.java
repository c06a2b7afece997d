/**
 * Lower levels that are sums of one loss a coordinate, \(g = \sum_j \ell(\lambda_j, (C\varphi)_j)\): nonconvex and PL,
 * or not PL.
 */
package org.plumbline.problem.separable;
