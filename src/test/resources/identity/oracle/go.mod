module oracle

go 1.26.0

require github.com/asaskevich/govalidator v0.0.0-20210307081110-f21760c49a8d
