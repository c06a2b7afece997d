package org.plumbline.algorithm.penalty;

class FirstOrderDifferencesTest implements NormalisedContract {
    @Override
    public int order() {
        return 1;
    }
}
