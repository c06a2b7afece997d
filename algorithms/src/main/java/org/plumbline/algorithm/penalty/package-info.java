/** First-order penalty methods: no second derivative is ever asked for. */
package org.plumbline.algorithm.penalty;
