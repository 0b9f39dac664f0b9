from tensorflow import keras

models = [keras.Sequential([keras.Input((3,)), keras.layers.Dense(units, kernel_regularizer='l2')]) for units in (1, 2, 3)]
for model in models:
    print(len(model.losses))
print(sum(len(model.losses) for model in models))
