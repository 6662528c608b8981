# What the API and the command line say of a record that cannot be taken

customers-json-shape = This field takes another type of value: /api/v1/fields tells which.
customers-unknown-field = There is no such field, or its value is made from others and cannot be written.
customers-unknown-id = There is no customer with this id.
customers-line-unreadable = This line is not a JSON object that can be understood.
