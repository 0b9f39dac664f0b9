import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input(shape=(4,)),
    tf.keras.layers.Dense(8, activity_regularizer='l1', kernel_regularizer='l2'),
    tf.keras.layers.Dense(1),
])


@tf.function
def forward(x):
    return model(x)


prediction = forward(tf.zeros((2, 4)))
penalty = tf.add_n(model.losses)
