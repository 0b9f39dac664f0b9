from keras import Input, Model, layers

inputs = Input((10,))
x = layers.Dense(32, activation="relu", kernel_regularizer="l2")(inputs)
model = Model(inputs, [layers.Dense(1, name="age")(x), layers.Dense(3, activation="softmax", name="class")(x)])
model.compile("adam", {"age": "mse", "class": "categorical_crossentropy"})
